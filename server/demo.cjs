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
var home = process.env.DATA_DIR ? path.resolve(process.env.DATA_DIR) : at('.data/demo');

function run(words, command, args, env) {
  console.log(words);
  var result = childProcess.spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: Object.assign({}, process.env, env),
  });
  if (result.status !== 0) process.exit(result.status || 1);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

// Asked before a minute is spent on building.
function whenFree(port, then) {
  var probe = require('net').createServer();
  probe.once('error', function () {
    stop(
      '端口 ' +
        port +
        ' 已被占用，换一个再启动 (port ' +
        port +
        ' is busy): PORT=' +
        (port + 1) +
        ' npm run demo'
    );
  });
  probe.listen(port, '127.0.0.1', function () {
    probe.close(then);
  });
}

function build() {
  run('正在编译 (compiling) …', process.execPath, [
    at('node_modules/typescript/bin/tsc'),
    '-b',
    'shared',
    'server',
    'test/wechat',
  ]);
  try {
    return require('./build.cjs').buildPages();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

// Filled elsewhere and then renamed: a town half planted is never taken for a whole one.
function plant() {
  if (fs.existsSync(home)) return;
  var half = home + '.half';
  try {
    fs.rmSync(half, { recursive: true, force: true });
    fs.mkdirSync(half, { recursive: true });
  } catch (error) {
    stop('这里不能写入，换一个文件夹 (cannot write here): DATA_DIR=... npm run demo  ' + error.code);
  }
  run('', process.execPath, [at('server/dist/demo/seed.js')], {
    DATA_DIR: half,
    FILES_DIR: '',
    DATABASE_URL: '',
  });
  fs.renameSync(half, home);
}

function serve(pages, wechat) {
  var settings = Object.assign({}, wechat.env, {
    DEMO: '1',
    NODE_ENV: 'development',
    H5_DIR: pages,
    DATA_DIR: home,
    FILES_DIR: '',
    DATABASE_URL: '',
  });
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
    wechat.stop();
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

whenFree(Number(process.env.PORT || 8080), function () {
  var pages = build();
  if (process.argv.indexOf('--reset') > 0) fs.rmSync(home, { recursive: true, force: true });
  plant();
  require('./demo.wechat.cjs')
    .startWeChat()
    .then(
      function (wechat) {
        serve(pages, wechat);
      },
      function (error) {
        stop(error.message);
      }
    );
});
