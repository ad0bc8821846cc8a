/** Say times and spans in few words; all take milliseconds since 1970. */

import { say } from '../words'

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hour12: false })
const DAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const sayClock = (millis: number): string => CLOCK.format(millis)

/** The clock time, and the day where it is not today's. */
export const sayTime = (millis: number, now: number): string =>
  DAY.format(millis) === DAY.format(now) ? CLOCK.format(millis) : `${DAY.format(millis)} ${CLOCK.format(millis)}`

/** A span such as "3 h 05 min"; never negative. */
export function saySpan(millis: number): string {
  const minutes = Math.max(0, Math.floor(millis / MINUTE))
  if (minutes < 1) return say('time.moment')
  if (minutes < 60) return say('time.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return say('time.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') })
  return say('time.days', { days: Math.floor(hours / 24), hours: hours % 24 })
}

export const sayAge = (millis: number, now: number): string =>
  now - millis < MINUTE ? say('time.now') : say('time.ago', { span: saySpan(now - millis) })

/** This machine's zone, as "UTC+04:30". */
export function sayZone(now: number): string {
  const minutes = -new Date(now).getTimezoneOffset()
  const size = Math.abs(minutes)
  const two = (count: number): string => String(count).padStart(2, '0')
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

export const floorHour = (millis: number): number => Math.floor(millis / HOUR) * HOUR
