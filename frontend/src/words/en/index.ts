/** Join the words of the shell and of each view. */

import { board } from './board'
import { guard } from './guard'
import { log } from './log'
import { parties } from './parties'
import { plan } from './plan'
import { send } from './send'
import { shell } from './shell'
import { sufficiency } from './sufficiency'
import { threat } from './threat'
import { today } from './today'
import { views } from './views'
import { warnings } from './warnings'

export const en = {
  ...board,
  ...guard,
  ...log,
  ...parties,
  ...plan,
  ...send,
  ...shell,
  ...sufficiency,
  ...threat,
  ...today,
  ...views,
  ...warnings,
} as const
