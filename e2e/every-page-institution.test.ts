import { walkEveryPage } from './parts/every-page.ts';

walkEveryPage(['institution', 'town']);
