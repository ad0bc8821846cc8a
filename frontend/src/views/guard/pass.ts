/** Check a gate pass with no network: docs/trust.md says how it is written, and in which order it is checked. */

import { ed25519 } from '@noble/curves/ed25519.js'

import type { GuardSaid, Use } from '../../lib/api/guard'

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const SIGNATURE = 64
const SHORT = /^[0-9a-f]{16}$/
const TYPES = ['string', 'boolean', 'string', 'number', 'string', 'number', 'number', 'number', 'string'] as const

export type Reason =
  | 'genuine' | 'malformed' | 'operation' | 'mixed' | 'forged' | 'revoked' | 'gate' | 'used' | 'early' | 'late'
export interface Pass {
  operation: string
  exercise: boolean
  party: string
  size: number
  gate: string
  opens: number
  closes: number
  number: number
  nonce: string
}
export interface Found {
  reason: Reason
  pass: Pass | null
  used: readonly Use[]
}

type Value = string | number | boolean | Value[]

class Malformed extends Error {}

export function readBase45(text: string): Uint8Array {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3)
    const size = group.length - 1
    let number = 0
    for (const sign of [...group].reverse()) {
      const value = BASE45.indexOf(sign)
      if (value < 0) throw new Malformed()
      number = number * 45 + value
    }
    if (size === 0 || number >= 2 ** (8 * size)) throw new Malformed()
    if (size === 2) bytes.push(number >> 8)
    bytes.push(number & 255)
  }
  return Uint8Array.from(bytes)
}

/** Read a body: texts, whole numbers, booleans and lists, each in the one way that counts. */
export function readBody(body: Uint8Array): Value {
  const words = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const until = (sign: string, from: number): [string, number] => {
    const end = body.indexOf(sign.charCodeAt(0), from)
    if (end < 0 || end - from > 17) throw new Malformed()
    return [String.fromCharCode(...body.subarray(from, end)), end + 1]
  }
  const read = (at: number, depth: number): [Value, number] => {
    switch (String.fromCharCode(body[at] ?? 0)) {
      case 't':
        return [true, at + 1]
      case 'f':
        return [false, at + 1]
      case 'i': {
        const [digits, end] = until(';', at + 1)
        if (!/^(0|-?[1-9][0-9]{0,15})$/.test(digits)) throw new Malformed()
        return [Number(digits), end]
      }
      case 's': {
        const [digits, start] = until(':', at + 1)
        if (!/^(0|[1-9][0-9]{0,6})$/.test(digits) || start + Number(digits) > body.length) throw new Malformed()
        const end = start + Number(digits)
        return [words.decode(body.subarray(start, end)), end]
      }
      case '[': {
        if (depth >= 2) throw new Malformed()
        const items: Value[] = []
        let next = at + 1
        while (body[next] !== 93) {
          const [item, end] = read(next, depth + 1)
          items.push(item)
          next = end
        }
        return [items, next + 1]
      }
      default:
        throw new Malformed()
    }
  }
  const [value, end] = read(0, 0)
  if (end !== body.length) throw new Malformed()
  return value
}

function readPass(sealed: Uint8Array, what: string): Pass {
  if (sealed.length <= SIGNATURE) throw new Malformed()
  const fields = readBody(sealed.subarray(SIGNATURE))
  if (!Array.isArray(fields) || fields.length !== TYPES.length + 1 || fields[0] !== what) throw new Malformed()
  if (!TYPES.every((type, at) => typeof fields[at + 1] === type)) throw new Malformed()
  const [, operation, exercise, party, size, gate, opens, closes, number, nonce] = fields as unknown as [
    string, string, boolean, string, number, string, number, number, number, string,
  ]
  const bytes = (text: string): number => new TextEncoder().encode(text).length
  const sound =
    bytes(operation) > 0 && bytes(operation) <= 16 && SHORT.test(party) && SHORT.test(nonce) && bytes(gate) > 0 && bytes(gate) <= 24 &&
    size >= 1 && size <= 1e4 && number >= 1 && number <= 1e6 && opens >= 0 && opens < closes && closes < 1e10
  if (!sound) throw new Malformed()
  return { operation, exercise, party, size, gate, opens, closes, number, nonce }
}

const fromHex = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))

function isSigned(sealed: Uint8Array, keys: GuardSaid['keys']): boolean {
  const [signature, body] = [sealed.subarray(0, SIGNATURE), sealed.subarray(SIGNATURE)]
  return keys.some(({ key }) => {
    try {
      return ed25519.verify(signature, body, fromHex(key), { zip215: false })
    } catch {
      return false
    }
  })
}

/** The service keeps a use to the second. */
const isSame = (one: Use, other: Use): boolean =>
  one.site === other.site && one.guard === other.guard && Math.floor(one.millis / 1000) === Math.floor(other.millis / 1000)

/** Say whether a pass holds at a gate at a time; `here` are uses that this page has let through itself. */
export function checkPass(text: string, gate: string, nowMillis: number, trust: GuardSaid, here: Readonly<Record<string, readonly Use[]>>): Found {
  let pass: Pass
  let sealed: Uint8Array
  const shown = text.replace(/[\r\n\t]+/g, '')
  try {
    if (!shown.startsWith(trust.prefix)) throw new Malformed()
    sealed = readBase45(shown.slice(trust.prefix.length))
    pass = readPass(sealed, trust.what)
  } catch {
    return { reason: 'malformed', pass: null, used: [] }
  }
  if (pass.operation !== trust.operation) return { reason: 'operation', pass: null, used: [] }
  if (pass.exercise !== trust.exercise) return { reason: 'mixed', pass: null, used: [] }
  if (!isSigned(sealed, trust.keys)) return { reason: 'forged', pass: null, used: [] }
  const heard = trust.used[pass.nonce] ?? []
  const used = [...heard, ...(here[pass.nonce] ?? []).filter((one) => !heard.some((other) => isSame(one, other)))]
  if (trust.revoked_passes.includes(pass.nonce)) return { reason: 'revoked', pass: null, used }
  if (pass.gate !== gate) return { reason: 'gate', pass: null, used }
  if (used.length) return { reason: 'used', pass, used }
  if (nowMillis < pass.opens * 1000) return { reason: 'early', pass: null, used }
  if (nowMillis >= pass.closes * 1000) return { reason: 'late', pass: null, used }
  return { reason: 'genuine', pass, used }
}
