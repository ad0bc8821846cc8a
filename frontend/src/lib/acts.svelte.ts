/** Do acts once: each has a key; what is safe waits for the link in a list that is seen, the rest is refused. */

import { asProblem, makeKey, post, type Problem } from './api/client'
import { connection } from './link.svelte'
import { session } from './session.svelte'

/** `waits`: no link, is sent as soon as there is. `doubtful`: sent, and no answer came. */
export type ActState = 'sending' | 'waits' | 'doubtful' | 'done' | 'refused'

export interface Act {
  readonly key: string
  readonly path: string
  readonly body: unknown
  readonly words: string
  readonly by: string
  readonly waits: boolean
  readonly madeMillis: number
  state: ActState
  doneMillis: number | null
  event: string
  problem: Problem | null
}

export interface Done<T> {
  act: Act
  answer: T | null
}

const WAITING = 'safeconduct.waiting'
const SHOWN = 50
const STALE_MILLIS = 600_000

class Acts {
  list = $state<Act[]>(readWaiting())
  open = $derived(this.list.filter((one) => one.state === 'waits' || one.state === 'doubtful'))

  constructor() {
    connection.onreturn(() => void this.sendWaiting())
  }

  /** Send an act. `waits`: it is true or safe whenever it arrives, so it may wait for the link. */
  async send<T>(path: string, body: unknown, words: string, waits = false): Promise<Done<T>> {
    const act: Act = {
      key: makeKey(), path, body, words, by: session.operator, waits, madeMillis: Date.now(),
      state: 'sending', doneMillis: null, event: '', problem: null,
    }
    let rest = SHOWN - 1
    this.list = [act, ...this.list.filter((one) => isOpen(one) || rest-- > 0)]
    const shown = this.list[0] as Act
    return { act: shown, answer: await this.#try<T>(shown) }
  }

  /** Send the same act again, with the same key: it is done once. Keys are each operator's own, so only they can. */
  async again(act: Act): Promise<void> {
    if (!findBar(act) && act.state !== 'sending') await this.#try(act)
  }

  drop(act: Act): void {
    this.list = this.list.filter((one) => one.key !== act.key)
    this.#save()
  }

  async sendWaiting(): Promise<void> {
    const waiting = this.list.filter((one) => one.state === 'waits' && one.by === session.operator)
    const first = (act: Act): number => (act.path === '/stop' ? 0 : 1)
    waiting.sort((a, b) => first(a) - first(b) || a.madeMillis - b.madeMillis)
    for (const act of waiting) if (connection.up || act.path === '/stop') await this.#try(act)
  }

  async #try<T>(act: Act): Promise<T | null> {
    act.state = 'sending'
    act.problem = null
    this.#save()
    try {
      const answer = await post<T & { event?: string }>(act.path, act.body, act.key)
      act.state = 'done'
      act.doneMillis = Date.now()
      act.event = answer?.event ?? ''
      return answer
    } catch (error) {
      act.problem = asProblem(error)
      const open = act.problem.lost || act.problem.status === 401
      act.state = open ? (act.waits ? 'waits' : 'doubtful') : 'refused'
      if (act.problem.lost) connection.doubt()
      return null
    } finally {
      this.#save()
    }
  }

  /** What waits is kept through a reload of this tab, also one in the middle of sending it. */
  #save(): void {
    const waiting = this.list
      .filter((one) => one.waits && ['waits', 'sending'].includes(one.state))
      .map((one) => ({ ...one, state: 'waits', problem: null }))
    sessionStorage.setItem(WAITING, JSON.stringify(waiting))
  }
}

/** Why an act is not sent again. What holds only for a while, such as a clearance that was heard, is not said hours later. */
export const findBar = (act: Act): '' | 'other' | 'old' =>
  act.by !== session.operator ? 'other' : act.waits || Date.now() - act.madeMillis < STALE_MILLIS ? '' : 'old'

/** Nothing that is not known to be done or refused may fall off the list. */
const isOpen = (one: Act): boolean => one.state !== 'done' && one.state !== 'refused'

function readWaiting(): Act[] {
  try {
    return JSON.parse(sessionStorage.getItem(WAITING) ?? '[]') as Act[]
  } catch {
    return []
  }
}

export const acts = new Acts()
