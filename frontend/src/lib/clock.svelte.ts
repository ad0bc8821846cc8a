/** Tick once a second, in this machine's time and in the operation's, which an exercise may drive. */

import { untrack } from 'svelte'

class Clock {
  wall = $state(Date.now())
  #from = $state.raw({ wall: Date.now(), said: Date.now(), pace: 1 })

  constructor() {
    setInterval(() => (this.wall = Date.now()), 1000)
  }

  /** The operation's time: what the service said last, and what has passed since. */
  get now(): number {
    return this.#from.said + (this.wall - this.#from.wall) * this.#from.pace
  }

  get pace(): number {
    return this.#from.pace
  }

  set(saidMillis: number, pace: number = untrack(() => this.#from.pace)): void {
    const wall = Date.now()
    this.wall = wall
    this.#from = { wall, said: saidMillis, pace }
  }
}

export const clock = new Clock()
