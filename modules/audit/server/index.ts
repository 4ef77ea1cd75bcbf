export { publicText } from './chain.ts';
export { auditStreams } from './export.ts';
export { auditHandlers } from './handlers.ts';
export { keepTrail, type TrailKeeper } from './keep-trail.ts';
export { recordEntries } from './record.ts';
export { prepareMonths, retireEntries } from './retire.ts';
export { readHead, type SealMeans, sealTrail, trailHeadFile } from './seal.ts';
export { loadTrailKey } from './trail-key.ts';
export { verifyTrail } from './verify.ts';
