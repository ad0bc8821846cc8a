/** Join the words of the shell and of each view. */

import { shell } from './shell'
import { today } from './today'
import { views } from './views'

export const en = {
  ...shell,
  ...views,
  ...today,
} as const
