/** Turn single keys into what they do, where nobody types. */

export type Keys = Readonly<Record<string, () => void>>

const PAUSE_MILLIS = 1500

/** Return a listener: `single` keys act at once, `going` ones after `g`. */
export function listen(on: () => boolean, single: Keys, going: Keys): (event: KeyboardEvent) => void {
  let goneAt = 0
  return (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const went = Date.now() - goneAt < PAUSE_MILLIS
    goneAt = 0
    if (event.key === 'g' && !went) {
      goneAt = Date.now()
      return
    }
    const act = (went ? going : single)[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=range]), [contenteditable]')
}
