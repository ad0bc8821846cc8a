/** Join the words of the shell and of each view. */

import { board } from './board'
import { guard } from './guard'
import { parties } from './parties'
import { send } from './send'
import { shell } from './shell'
import { today } from './today'
import { views } from './views'
import { warnings } from './warnings'

export const en = {
  ...shell,
  ...views,
  ...board,
  ...guard,
  ...parties,
  ...send,
  ...today,
  ...warnings,
} as const
