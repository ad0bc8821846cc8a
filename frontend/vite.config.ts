import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/console/',
  plugins: [svelte()],
  build: {
    outDir: '../src/safeconduct/interfaces/web/console',
    emptyOutDir: true,
    assetsInlineLimit: 0, // the policy lets nothing run or show that is written into the page
    modulePreload: { polyfill: false },
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
})
