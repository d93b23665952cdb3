import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Config } from '../config/config.js';
import { badInput } from './clean.js';
import { endpointOf } from './handles.js';
import { answerByContract, checkAnswer } from './output.js';
import { voicePrefix } from './static.js';

/** A photo over a weak line may take its time to arrive: 600 KB at 40 kbit/s. */
export const UPLOAD_MS = 120_000;

/** Every route below `/api` must be a row of the contract, or the server does not start; answers are written by the row's output. */
export function routeByContract(
  server: FastifyInstance,
  { checkAnswers }: Pick<Config, 'checkAnswers'>,
): void {
  server.addHook('onRoute', (route) => {
    const row = route.config?.endpoint;
    if (!row) {
      if (!isStatic(route))
        throw new Error(`${String(route.method)} ${route.url} is no endpoint of the contract`);
      return;
    }
    if (route.url !== `/api${row.path}`) throw new Error(`${row.path} is handled at ${route.url}`);
    answerByContract(route, row);
    if (row.wire === 'file') Object.assign(route, { preHandler: takeFilePart, handlerTimeout: UPLOAD_MS });
    if (checkAnswers && row.wire !== 'bytes') {
      route.preSerialization = async (request, reply, answer) => {
        if (reply.statusCode === 200) checkAnswer(endpointOf(request), answer);
        return answer;
      };
    }
  });
}

// Static files own `/*` (the pages of H5) and the recorded phrases, and nothing else.
function isStatic({ url, method: methods }: RouteOptions): boolean {
  const isOwn = url === '/*' || url === `${voicePrefix}*`;
  return isOwn && [methods].flat().every((method) => method === 'GET' || method === 'HEAD');
}

async function takeFilePart(request: FastifyRequest): Promise<void> {
  if (!request.isMultipart()) throw badInput(['file']);
  const part = await request.file();
  if (!part || part.fieldname !== 'file') throw badInput(['file']);
  const fields = Object.values(part.fields).flatMap((field) =>
    field && !Array.isArray(field) && field.type === 'field' ? [[field.fieldname, field.value] as const] : [],
  );
  request.part = part;
  request.partFields = Object.fromEntries(fields);
}
