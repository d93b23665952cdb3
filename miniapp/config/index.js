const path = require('node:path');
const { defineConfig } = require('@tarojs/cli');
const { Compressed } = require('./compressed');
const { spoken } = require('./spoken');
const { version } = require('../package.json');

const onWeapp = process.env.TARO_ENV === 'weapp';
const shared = path.resolve(__dirname, '../../shared/src');

// By its place: not every package lets others read its package.json.
// Packages are left as they are unless named here, and these speak newer JavaScript than an old phone.
const newer = /node_modules[\\/](zod|@tanstack|event-target-polyfill|query-string|uqr)[\\/]/;
const include = [shared, newer];

const chain = (config) => {
  config.merge({
    resolve: { extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
    output: { assetModuleFilename: 'static/[name].[contenthash:8][ext]' },
    // The budgets of the packages are a test of their own.
    performance: { hints: false },
  });
};

/** In a browser each page is a file of its own: the first one comes with the app, and what several of the others need is a file between them. */
const chainH5 = (config) => {
  chain(config);
  config.entry('app').add(path.resolve(__dirname, '../src/pages/home/index.tsx'));
  config.optimization.splitChunks({ chunks: 'async', minChunks: 2, minSize: 8_000, maxAsyncRequests: 6 });
  // Every browser that we promise has its own fetch, and nobody asks by script tags.
  config.resolve.alias.set('whatwg-fetch', false).set('jsonp-retry', false);
  config.plugin('compressed').use(Compressed);
};

module.exports = defineConfig({
  projectName: 'songtao',
  date: '2026-11-23',
  // One px of a design token is one px of a 375 wide screen: 2rpx in WeChat, and px in a browser.
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  // In a browser plugin-inject stops the build: it wants templates that only WeChat has.
  plugins: [
    '@tarojs/plugin-framework-react',
    ...(onWeapp ? [['@tarojs/plugin-inject', { components: spoken }]] : []),
  ],
  alias: { '@songtao/shared': shared },
  defineConstants: {
    API_BASE: JSON.stringify(process.env.API_BASE ?? 'http://127.0.0.1:8080/api'),
    APP_VERSION: JSON.stringify(version),
    // zod counts out the limits of 64 bits while it loads: where there is no BigInt (iPhones before iOS 14) nothing would open. No number here is that long.
    BigInt: 'Number',
    // Browsers before 2018 know their own world by another name.
    ...(!onWeapp && { globalThis: 'self' }),
  },
  copy: onWeapp
    ? { patterns: [{ from: 'src/sitemap.json', to: 'dist/weapp/sitemap.json' }], options: {} }
    : undefined,
  mini: {
    compile: { include },
    webpackChain: chain,
    optimizeMainPackage: { enable: true },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    // One folder on one port, with no rewriting of addresses.
    router: { mode: 'hash' },
    compile: { include },
    webpackChain: chainH5,
    postcss: { pxtransform: { enable: false } },
    // A file whose name holds the hash of its content may be kept for ever.
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'chunk/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
  },
});
