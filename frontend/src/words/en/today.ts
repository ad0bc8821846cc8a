/** Hold the words of the view Today. */

export const today = {
  'today.deadline': 'Until the deadline',
  'today.deadline.at': 'Deadline {time}',
  'today.deadline.over': 'The deadline is over since {span}.',
  'today.deadline.none': 'No plan is adopted, so there is no deadline.',
} as const
