import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// In development the pages come from here and /api from a running server (XUEQIAN_API, else the local default).
export default defineConfig({
  root: here('.'),
  publicDir: here('./public'),
  plugins: [react()],
  resolve: { alias: { '@rjsf/validator-ajv8': here('./without-ajv.ts') } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page needs and seldom changes: cached by browsers over releases of our own code.
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            {
              name: 'base',
              test: /node_modules[\\/](@tanstack|i18next|react-i18next|zod)[\\/]|without-eval/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    fs: { allow: [here('../..')] },
    proxy: { '/api': { target: process.env.XUEQIAN_API ?? 'http://127.0.0.1:8080' } },
  },
  preview: { proxy: { '/api': { target: process.env.XUEQIAN_API ?? 'http://127.0.0.1:8080' } } },
});
