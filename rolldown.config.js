// The bundle of `npm run build`.
export default {
  input: 'src/main.ts',
  platform: 'node',
  logLevel: 'silent',
  // Modules before CommonJS: unused parts are left out.
  resolve: { mainFields: ['module', 'main'] },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    chunkFileNames: '[name].js',
    // Comments take memory. Names stay, for stack traces.
    minify: { compress: false, mangle: false },
  },
}
