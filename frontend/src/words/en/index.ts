/** Join the words of the shell and of each view. */

import { log } from './log'
import { plan } from './plan'
import { shell } from './shell'
import { sufficiency } from './sufficiency'
import { threat } from './threat'
import { today } from './today'
import { views } from './views'

export const en = {
  ...shell,
  ...views,
  ...log,
  ...plan,
  ...sufficiency,
  ...threat,
  ...today,
} as const
