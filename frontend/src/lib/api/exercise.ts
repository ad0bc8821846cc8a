/** Describe what `GET /exercise` and `GET /log` say. */

export interface ExerciseSaid {
  now_millis: number
  pace: number
  injects: { inject: string; words: string; after_minutes?: number | null }[]
  done: { inject: string; millis: number; words: string }[]
}

export interface LogLine {
  millis: number
  event: string
  by: string
  kind: string
  text: string
}
