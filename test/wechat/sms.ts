import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorization } from '../../server/src/sms/sms.sign.js';

/** One message as the provider took it. */
export interface Text {
  readonly phone: string;
  readonly template: string;
  readonly params: readonly string[];
  readonly context: string;
  /** 'Ok' where it went to the phone. */
  readonly code: string;
}

/** What the provider does next: it answers a code, or it sends the message and the line breaks before the answer. */
export type SmsFault = { readonly code: string } | 'silentAfterEffect' | 'badGateway';

interface Account {
  readonly secretId: string;
  readonly secretKey: string;
  readonly appId: string;
  readonly sign: string;
  readonly templates: readonly string[];
}

interface Body {
  readonly PhoneNumberSet?: readonly string[];
  readonly SmsSdkAppId?: string;
  readonly SignName?: string;
  readonly TemplateId?: string;
  readonly TemplateParamSet?: readonly string[];
  readonly SessionContext?: string;
}

/** A stand-in for sms.tencentcloudapi.com: it checks signature, account, signature name and template, and keeps what was sent. */
export class SmsStub {
  readonly taken: Text[] = [];
  url = '';
  private readonly blacklist = new Set<string>();
  private readonly faults = new Map<string, SmsFault[]>();
  private readonly server: Server;

  private constructor(private readonly account: Account) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(account: Account): Promise<SmsStub> {
    const stub = new SmsStub(account);
    await new Promise<void>((resolve) => stub.server.listen(0, '127.0.0.1', resolve));
    stub.url = `http://127.0.0.1:${(stub.server.address() as AddressInfo).port}`;
    return stub;
  }

  /** What arrived at this number. */
  arrived(phone: string): readonly Text[] {
    return this.taken.filter((text) => text.phone === phone && text.code === 'Ok');
  }

  /** The holder of the number wants no messages. */
  block(phone: string): void {
    this.blacklist.add(phone);
  }

  /** The next messages to this number go wrong, one fault each. */
  fault(phone: string, ...faults: readonly SmsFault[]): void {
    this.faults.set(phone, [...faults]);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const payload = Buffer.concat(parts).toString('utf8');
    const fault = this.faults.get(phoneIn(payload))?.shift();
    if (fault === 'badGateway') {
      response.statusCode = 502;
      return void response.end('<html>502</html>');
    }
    const wrong = this.refusal(request, payload);
    const given = typeof fault === 'object' ? fault.code : null;
    const answer = wrong
      ? { Error: { Code: wrong, Message: '' } }
      : this.take(JSON.parse(payload) as Body, given);
    if (fault === 'silentAfterEffect') return void request.socket.destroy();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ Response: { ...answer, RequestId: 'r' } }));
  }

  private refusal({ headers }: IncomingMessage, payload: string): string | null {
    const timestamp = Number(headers['x-tc-timestamp']);
    if (Math.abs(Date.now() / 1000 - timestamp) > 300) return 'AuthFailure.SignatureExpire';
    const host = headers.host ?? '';
    const contentType = headers['content-type'] ?? '';
    const signed = { service: 'sms', host, contentType, payload, timestamp };
    if (headers.authorization !== authorization(this.account, signed)) return 'AuthFailure.SignatureFailure';
    return headers['x-tc-action'] === 'SendSms' && headers['x-tc-version'] === '2021-01-11'
      ? null
      : 'InvalidAction';
  }

  private take(body: Body, given: string | null): object {
    const phone = phoneOf(body);
    const code = given ?? this.codeFor(body, phone);
    this.taken.push({
      phone,
      template: body.TemplateId ?? '',
      params: body.TemplateParamSet ?? [],
      context: body.SessionContext ?? '',
      code,
    });
    return {
      SendStatusSet: [{ PhoneNumber: `+86${phone}`, Code: code, SessionContext: body.SessionContext }],
    };
  }

  private codeFor(body: Body, phone: string): string {
    const { appId, sign, templates } = this.account;
    if (body.SmsSdkAppId !== appId) return 'UnauthorizedOperation.SmsSdkAppIdVerifyFail';
    if (body.SignName !== sign) return 'FailedOperation.SignatureIncorrectOrUnapproved';
    if (!templates.includes(body.TemplateId ?? '')) return 'FailedOperation.TemplateIncorrectOrUnapproved';
    if (!/^1\d{10}$/.test(phone)) return 'InvalidParameterValue.IncorrectPhoneNumber';
    return this.blacklist.has(phone) ? 'FailedOperation.PhoneNumberInBlacklist' : 'Ok';
  }
}

const phoneOf = ({ PhoneNumberSet: numbers = [] }: Body): string => (numbers[0] ?? '').replace(/^\+86/, '');
const phoneIn = (payload: string): string => phoneOf(JSON.parse(payload) as Body);
