/** Who looks on at what concerns a child, from the institution up to the province. */
const readers = {
  institution: ['ordinary', 'review', 'reader'],
  county: ['ordinary', 'review', 'reader'],
  prefecture: ['review', 'reader'],
  province: ['review', 'reader'],
} as const;

/** Permissions on what is made of children's files: forms on paper, the comparison with the public security's register, transfers and leaving. */
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
  'verification.read': readers,
  'verification.give-evidence': { institution: ['ordinary'] },
  /** The county sees to it that problems of its institutions are mended. */
  'verification.watch': { county: ['review'] },
  /** Transfers between institutions: each side its own part, the county's where the rules ask for it. */
  'transfers.read': readers,
  'transfers.handle': { institution: ['ordinary', 'review'] },
  /** Says no, where it is one's turn. */
  'transfers.decide': { institution: ['ordinary', 'review'], county: ['review'] },
  'transfers.approve': { county: ['review'] },
  /** Releases for a sending institution that let its day pass: its county, and the offices above both sides. */
  'transfers.take-over': { county: ['review'], prefecture: ['review'], province: ['review'] },
  /** Key information: applied for by the institution's clerk, verified by its principal, approved by the county where the rules ask for it. */
  'key-changes.read': readers,
  'key-changes.apply': { institution: ['ordinary'] },
  'key-changes.verify': { institution: ['review'] },
  'key-changes.approve': { county: ['review'] },
  /** Returns or refuses, where it is one's turn. */
  'key-changes.decide': { institution: ['review'], county: ['review'] },
  /** Leaving, rest and return: recorded by the institution, at once. */
  'departures.read': readers,
  'departures.record': { institution: ['ordinary'] },
  /** Graduation, promotion and intake of many children at once: drawn up by one person, confirmed by the principal. */
  'yearly-round.read': readers,
  'yearly-round.propose': { institution: ['ordinary'] },
  'yearly-round.confirm': { institution: ['review'] },
  /** Children that go to another province or come from one: a file goes out and an answer comes in, or the other way round. */
  'province-border.read': readers,
  'province-border.handle': { institution: ['ordinary'] },
  'province-border.release': { institution: ['review'] },
  'province-border.approve': { county: ['review'] },
  /** Petitions about one child's file: drawn up and confirmed by the institution, decided by its county; nobody else need know. */
  'petitions.read': { institution: ['ordinary', 'review'], county: ['review'] },
  'petitions.draw-up': { institution: ['ordinary'] },
  'petitions.confirm': { institution: ['review'] },
  'petitions.review': { county: ['review'] },
  /** Hand-over to primary school (row C15): lists out and answers in by the county, or the province for all of it. */
  'primary-entry.read-lists': { county: ['ordinary', 'review', 'reader'], province: ['ordinary', 'review', 'reader'] },
  'primary-entry.make': { county: ['review'], province: ['review'] },
  'primary-entry.take-in': { county: ['ordinary', 'review'], province: ['ordinary', 'review'] },
  /** Where the graduates of my scope stand. */
  'primary-entry.read': readers,
  'primary-entry.note': { institution: ['ordinary'], county: ['ordinary', 'review'] },
  'primary-entry.take-back': { county: ['review'] },
  'primary-entry.look-up': { county: ['ordinary', 'review'] },
  /** Flows of children (row C17): figures for every level; the children behind them for those who see children. */
  'flows.read': {
    institution: ['ordinary', 'review', 'reader'],
    county: ['ordinary', 'review', 'reader'],
    prefecture: ['ordinary', 'review', 'reader'],
    province: ['ordinary', 'review', 'reader'],
    ministry: ['ordinary', 'review', 'reader'],
  },
  'flows.list': readers,
  /** Accidents of children: for those who need to know; figures of no child for the departments above. */
  'accidents.read': { institution: ['ordinary', 'review'], county: ['review'] },
  'accidents.record': { institution: ['ordinary'] },
  'accidents.count': { county: ['review'], prefecture: ['review', 'reader'], province: ['review', 'reader'] },
} as const;
