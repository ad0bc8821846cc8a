/** Hold the line to the service: listen to its stream, say since when there is none, and come back by itself. */

import { address } from './api/client'
import { readMessages } from './stream'
import { session } from './session.svelte'

export const PARTS = ['today', 'threat', 'parties', 'plan', 'tell', 'warnings', 'board', 'log', 'exercise'] as const
export type Part = (typeof PARTS)[number]
type Hears = (parts: readonly string[]) => void

const SILENCE_MILLIS = 40_000 // the service says something every 15 s
const FIRST_WAIT_MILLIS = 500
const LONGEST_WAIT_MILLIS = 15_000

class Link {
  up = $state(false)
  sinceMillis = $state(Date.now())
  heardMillis = $state<number | null>(null)
  /** When the stream was opened that is heard now: what was asked before may have changed unheard. */
  openedMillis = 0
  /** Fulfilled once the stream is open, or does not open soon. */
  readonly tried: Promise<void>
  #hasTried: () => void = () => undefined
  #lastId = ''
  #hears: Hears[] = []
  #returns: (() => void)[] = []
  #stop: AbortController | null = null
  #wake: (() => void) | null = null
  #began = false

  constructor() {
    this.tried = new Promise((done) => (this.#hasTried = done))
  }

  /** Call `hears` with the parts of the state that changed. */
  onchange(hears: Hears): void {
    this.#hears.push(hears)
  }

  /** Call `returns` each time the link is there again. */
  onreturn(returns: () => void): void {
    this.#returns.push(returns)
  }

  begin(): void {
    if (this.#began) return
    this.#began = true
    setTimeout(this.#hasTried, FIRST_WAIT_MILLIS)
    addEventListener('online', () => this.#wake?.())
    addEventListener('offline', () => this.#stop?.abort())
    void this.#run()
  }

  /** Somebody found that nothing comes through: say so now, and try again. */
  doubt(): void {
    this.#turn(false)
    this.#stop?.abort()
    this.#wake?.()
  }

  async #run(): Promise<void> {
    for (let tries = 0; session.token !== null; ) {
      const heard = await this.#listen()
      if (session.token === null) break
      this.#turn(false)
      tries = heard ? 0 : tries + 1
      const wait = Math.min(LONGEST_WAIT_MILLIS, 500 * 2 ** tries) * (0.5 + Math.random() / 2)
      await new Promise<void>((done) => {
        this.#wake = done
        setTimeout(done, wait)
      })
      this.#wake = null
    }
    this.#began = false
  }

  /** Listen until the line breaks; tell whether it had been there. */
  async #listen(): Promise<boolean> {
    const stop = new AbortController()
    this.#stop = stop
    let heardMillis = Date.now()
    let was = false
    const watch = setInterval(() => Date.now() - heardMillis > SILENCE_MILLIS && stop.abort(), 5000)
    try {
      const headers: Record<string, string> = { Authorization: `Bearer ${session.token}` }
      if (this.#lastId) headers['Last-Event-ID'] = this.#lastId
      const answer = await fetch(address('/stream'), { headers, signal: stop.signal, cache: 'no-store' })
      if (answer.status === 401) session.expire()
      if (!answer.ok || !answer.body) return false
      was = true
      this.openedMillis = performance.now()
      this.#turn(true)
      this.#hasTried()
      for await (const message of readMessages(answer.body, () => (heardMillis = this.heardMillis = Date.now()))) {
        if (message.id !== null) this.#lastId = message.id
        if (message.event === 'changed') this.#tell(message.data)
      }
    } catch {
      // A broken line is no fault of anybody: it is said by `up`.
    } finally {
      clearInterval(watch)
      this.#hasTried()
    }
    return was
  }

  #tell(data: string): void {
    try {
      const { parts } = JSON.parse(data) as { parts: string[] }
      for (const hears of this.#hears) hears(parts)
    } catch {
      for (const hears of this.#hears) hears(PARTS)
    }
  }

  #turn(up: boolean): void {
    if (up === this.up) return
    this.up = up
    this.sinceMillis = Date.now()
    if (up) for (const returns of this.#returns) returns()
  }
}

export const connection = new Link()
