import './without-eval.ts';
import './style-nonce.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { startMessages } from '@xueqian/ui/i18n.ts';
import { ConnectionBanner } from '@xueqian/ui/parts/ConnectionBanner.tsx';
import { queries } from '@xueqian/ui/queries.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadMessageFile } from './messages.ts';
import { router } from './routes.tsx';
import { fetchSession } from './session.ts';
import '@xueqian/ui/base.css';
import '@xueqian/ui/print.css';

await startMessages(loadMessageFile);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ConnectionBanner ping={fetchSession} />
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
