const zlib = require('node:zlib');

const name = 'Compressed';
const words = /\.(js|css|html|svg|json|wasm)$/;
const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = zlib.constants;

/** Puts a squeezed copy beside every file, which a server hands out as it lies there: a village's phone waits for each kilobyte. */
exports.Compressed = class {
  /** @param {import('webpack').Compiler} compiler */
  apply({ hooks, webpack: { Compilation, sources } }) {
    hooks.compilation.tap(name, (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_TRANSFER;
      compilation.hooks.processAssets.tap({ name, stage }, (assets) => {
        for (const [file, source] of Object.entries(assets).filter(([each]) => words.test(each))) {
          const whole = source.buffer();
          const br = zlib.brotliCompressSync(whole, {
            params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY },
          });
          compilation.emitAsset(`${file}.br`, new sources.RawSource(br));
          compilation.emitAsset(`${file}.gz`, new sources.RawSource(zlib.gzipSync(whole, { level: 9 })));
        }
      });
    });
  }
};
