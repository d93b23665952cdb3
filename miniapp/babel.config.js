const path = require('node:path');

// A browser says in its words what package.json promises; what WeChat runs in is less known, so it is told everything in the oldest words.
const targets = process.env.TARO_ENV === 'h5' ? { chrome: '60', ios: '10.3' } : undefined;

module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', targets }]],
  overrides: [{ test: path.join(__dirname, '../shared/src'), plugins: ['./config/lean-shared.js'] }],
};
