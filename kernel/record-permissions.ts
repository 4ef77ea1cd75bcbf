/** Permissions on what is made of children's files: forms on paper, and the comparison with the public security's register. */
export const recordPermissions = {
  /** Forms on paper with the numbers in part; and with whole numbers, for a reason, on record, a few an hour. */
  'papers.print': { institution: ['ordinary', 'review'], county: ['ordinary', 'review'] },
  'papers.print-whole': { institution: ['ordinary', 'review'], county: ['review'] },
  /** What guardians have signed of their children's files. */
  'papers.read': { institution: ['ordinary', 'review', 'reader'], county: ['ordinary', 'review', 'reader'] },
  'papers.record': { institution: ['ordinary', 'review'] },
  /** Names and numbers compared with the public security's register (row C6): batches out and answers in. */
  'verification.make': { province: ['review'] },
  'verification.take-in': { province: ['ordinary', 'review'] },
  'verification.read-batches': { province: ['ordinary', 'review', 'reader'] },
  /** What the answers say of the children in my scope. */
  'verification.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['review', 'reader'],
    province: ['review', 'reader'],
  },
  'verification.give-evidence': { institution: ['ordinary'] },
  /** The county sees to it that problems of its institutions are mended. */
  'verification.watch': { county: ['review'] },
} as const;
