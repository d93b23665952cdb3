import 'reflect-metadata';
import { AppModule } from './app.module.js';
import { ConfigError, readConfig, type Config } from './config/config.js';
import { buildApplication, openPlatform } from './platform/application.js';
import { migrations } from './platform/migrations.js';
import { rows } from './platform/rows.js';
import { serve } from './platform/serve.js';
import { sentenceOf } from './platform/start.error.js';

async function start(config: Config): Promise<void> {
  const platform = await openPlatform(config, { rows, migrations });
  const application = await buildApplication(platform, AppModule);
  await serve(application, platform);
}

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message);
    throw error;
  }
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const config = configOrExit();
start(config).catch((error: unknown) => {
  const stack = error instanceof Error ? error.stack : String(error);
  fail(sentenceOf(error, config) ?? `启动失败 (could not start): ${stack}`);
});
