/** Speak to the service: one function to ask, one to act; a problem is a value with words. */

import { session } from '../session.svelte'
import { say } from '../../words'

/** What went wrong, as application/problem+json says it; status 0 is "no link". */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly faults: readonly { where: string; problem: string }[] = [],
  ) {
    super(detail)
  }

  get lost(): boolean {
    return this.status === 0
  }
}

/** An answer: its body, or null where nothing changed since `etag`. */
export interface Answer<T> {
  body: T | null
  etag: string | null
}

const ROOT = location.pathname.replace(/console\/.*$/, '')
const PATIENCE_MILLIS = 20_000

export const address = (path: string): string => ROOT.replace(/\/$/, '') + path

export async function ask<T>(path: string, etag: string | null = null): Promise<Answer<T>> {
  const headers: Record<string, string> = etag ? { 'If-None-Match': etag } : {}
  const answer = await send(path, { headers })
  if (answer.status === 304) return { body: null, etag }
  return { body: (await readBody(answer)) as T, etag: answer.headers.get('ETag') }
}

/** Ask for all pages of a list that stands under `key`. */
export async function askAll<T>(path: string, key: string, most = 500): Promise<T[]> {
  const found: T[] = []
  let after = ''
  for (;;) {
    const joint = path.includes('?') ? '&' : '?'
    const page = `${path}${joint}limit=${most}${after && `&after=${encodeURIComponent(after)}`}`
    const { body } = await ask<Record<string, unknown>>(page)
    found.push(...((body?.[key] ?? []) as T[]))
    if (typeof body?.['next'] !== 'string') return found
    after = body['next']
  }
}

/** Post an act; `key` makes that the same act sent twice is done once. */
export async function post<T>(path: string, body: unknown, key: string | null = null): Promise<T> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' }
  if (key) headers['Idempotency-Key'] = key
  return (await readBody(await send(path, { method: 'POST', headers, body: JSON.stringify(body) }))) as T
}

async function send(path: string, how: RequestInit): Promise<Response> {
  const headers = new Headers(how.headers)
  if (session.token) headers.set('Authorization', `Bearer ${session.token}`)
  let answer: Response
  try {
    const signal = AbortSignal.timeout(PATIENCE_MILLIS)
    answer = await fetch(address(path), { ...how, headers, signal, cache: 'no-store' })
  } catch {
    throw new Problem(0, say('problem.lost'))
  }
  if (answer.ok || answer.status === 304) return answer
  throw await nameProblem(answer)
}

async function readBody(answer: Response): Promise<unknown> {
  if (answer.status === 204) return null
  try {
    return await answer.json()
  } catch {
    throw new Problem(0, say('problem.lost'))
  }
}

async function nameProblem(answer: Response): Promise<Problem> {
  if (answer.status === 401) session.expire()
  const type = answer.headers.get('Content-Type') ?? ''
  if ([502, 503, 504].includes(answer.status) && !type.includes('json')) return new Problem(0, say('problem.lost'))
  const said = (await answer.json().catch(() => ({}))) as { detail?: string; title?: string; faults?: [] }
  return new Problem(answer.status, said.detail || said.title || say('problem.unnamed'), said.faults ?? [])
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(-1, say('problem.console', { what: String(error) }))

/** A key of 128 random bits; randomUUID is not there over plain http from another machine. */
export function makeKey(): string {
  const bits = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bits, (one) => one.toString(16).padStart(2, '0')).join('')
}
