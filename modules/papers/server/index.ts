export { findPaperConfirmation, paperHandlers } from './handlers.ts';
export { paperStreams } from './print.ts';
