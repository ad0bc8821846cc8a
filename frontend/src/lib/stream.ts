/** Cut a text/event-stream into messages, however it was torn into chunks. */

export interface Message {
  id: string | null
  event: string
  data: string
}

export async function* readMessages(body: ReadableStream<Uint8Array>, onbytes: () => void): AsyncGenerator<Message> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onbytes()
      rest += decoder.decode(value, { stream: true }).replaceAll('\r\n', '\n')
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const message = readBlock(block)
        if (message) yield message
      }
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function readBlock(block: string): Message | null {
  let id: string | null = null
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    if (line.startsWith(':')) continue
    const cut = line.indexOf(':')
    const name = cut < 0 ? line : line.slice(0, cut)
    const value = cut < 0 ? '' : line.slice(cut + 1).replace(/^ /, '')
    if (name === 'id') id = value
    else if (name === 'event') event = value
    else if (name === 'data') data.push(value)
  }
  return data.length || id !== null ? { id, event, data: data.join('\n') } : null
}
