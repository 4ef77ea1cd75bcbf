/** Colour and icon of each state; the words are in the messages. */
export const applicationLooks = {
  draft: { tone: 'quiet', icon: 'pencil' },
  submitted: { tone: 'calm', icon: 'clock' },
  received: { tone: 'calm', icon: 'stamp' },
  approved: { tone: 'calm', icon: 'number' },
  coded: { tone: 'warn', icon: 'people' },
  opened: { tone: 'warn', icon: 'bell' },
  notified: { tone: 'good', icon: 'check' },
  returned: { tone: 'bad', icon: 'back' },
  withdrawn: { tone: 'quiet', icon: 'cross' },
} as const;
