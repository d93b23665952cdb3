// Plain old syntax only: an old Node must be able to read this file to say that it is too old.
var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(
    '需要 Node.js 20 或更新的版本，这里是 ' + process.versions.node + ' (Node.js 20 or newer is needed).'
  );
  process.exit(1);
}

var childProcess = require('child_process');
var fs = require('fs');
var path = require('path');

var root = path.join(__dirname, '..');
var at = path.join.bind(path, root);
var pages = at('miniapp/dist/h5');
var home = process.env.DATA_DIR ? path.resolve(process.env.DATA_DIR) : at('.data/demo');

function newest(file) {
  var stat = fs.statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  var times = fs.readdirSync(file).map(function (name) {
    return newest(path.join(file, name));
  });
  return Math.max.apply(Math, times.concat(0));
}

function stale(output, sources) {
  if (!fs.existsSync(output)) return true;
  var made = fs.statSync(output).mtimeMs;
  return sources.some(function (source) {
    return newest(at(source)) > made;
  });
}

function run(words, command, args, env) {
  console.log(words);
  var result = childProcess.spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: Object.assign({}, process.env, env),
  });
  if (result.status !== 0) process.exit(result.status || 1);
}

function build() {
  run('正在编译 (compiling) …', process.execPath, [
    at('node_modules/typescript/bin/tsc'),
    '-b',
    'shared',
    'server',
  ]);
  var sources = ['miniapp/src', 'miniapp/config', 'miniapp/package.json', 'shared/src', 'package-lock.json'];
  if (!stale(path.join(pages, 'index.html'), sources)) return;
  var log = fs.mkdtempSync(path.join(require('os').tmpdir(), 'songtao-build-'));
  var file = path.join(log, 'h5.log');
  console.log('正在制作页面，第一次约一分钟 (building the pages, about a minute the first time) …');
  var out = fs.openSync(file, 'w');
  var taro = [at('node_modules/@tarojs/cli/bin/taro'), 'build', '--type', 'h5', '--no-check'];
  var built = childProcess.spawnSync(process.execPath, taro, {
    cwd: at('miniapp'),
    stdio: ['ignore', out, out],
  });
  if (built.status !== 0) {
    process.stderr.write(fs.readFileSync(file, 'utf8').slice(-4000));
    process.exit(1);
  }
  fs.rmSync(log, { recursive: true });
}

// Filled elsewhere and then renamed: a town half planted is never taken for a whole one.
function plant() {
  if (fs.existsSync(home)) return;
  var half = home + '.half';
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true });
  run('', process.execPath, [at('server/dist/demo/seed.js')], {
    DATA_DIR: half,
    FILES_DIR: '',
    DATABASE_URL: '',
  });
  fs.renameSync(half, home);
}

function serve() {
  var settings = {
    DEMO: '1',
    NODE_ENV: 'development',
    H5_DIR: pages,
    DATA_DIR: home,
    FILES_DIR: '',
    DATABASE_URL: '',
  };
  var server = childProcess.spawn(process.execPath, [at('server/dist/main.js')], {
    cwd: root,
    stdio: 'inherit',
    env: Object.assign({ LOG_LEVEL: 'warn', PORT: '8080' }, process.env, settings),
  });
  ['SIGINT', 'SIGTERM'].forEach(function (signal) {
    process.on(signal, function () {
      server.kill(signal);
    });
  });
  server.on('exit', function (code) {
    process.exit(code === null ? 1 : code);
  });
  announce(process.env.PORT || '8080', server);
}

function announce(port, server) {
  var url = 'http://localhost:' + port + '/';
  var ask = function () {
    if (server.exitCode !== null) return;
    fetch(url + 'api/ready').then(
      function (answer) {
        if (!answer.ok) return void setTimeout(ask, 200);
        console.log('松涛守望 演示 (demo): ' + url + '    Ctrl+C 停止 (stop)');
      },
      function () {
        setTimeout(ask, 200);
      }
    );
  };
  ask();
}

build();
plant();
serve();
