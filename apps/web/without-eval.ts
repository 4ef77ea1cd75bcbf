import { config } from 'zod';

// The content security policy allows no code made from text; without this the schemas would try it once and be refused.
config({ jitless: true });
