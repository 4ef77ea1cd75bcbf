import { walkEveryPage } from './parts/every-page.ts';

walkEveryPage(['county']);
