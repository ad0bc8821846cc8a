/** Hold the views' names in the menu. */

export const views = {
  'view.today': 'Today',
  'view.threat': 'Threat',
  'view.parties': 'Parties',
  'view.plan': 'Plan',
  'view.send': 'Send',
  'view.warnings': 'Warnings',
  'view.board': 'Live board',
  'view.sufficiency': 'Is it enough?',
  'view.log': 'Log',
  'view.exercise': 'Exercise',
  'view.guard': 'At the gate',
} as const
