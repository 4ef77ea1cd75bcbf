export const buildWhatChanged: (options?: {
  readonly parts?: readonly ('web' | 'server')[];
  readonly force?: boolean;
}) => Promise<void>;
