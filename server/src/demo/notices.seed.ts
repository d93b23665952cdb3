import { Inject, Injectable } from '@nestjs/common';
import { addDays, dayOf } from '@songtao/shared/calendar/calendar.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { FilesService } from '../files/files.service.js';
import { PersonStore } from '../identity/person.store.js';
import { NoticeService } from '../notice/notice.service.js';
import type { Caller } from '../platform/caller.js';
import { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { Director } from './director.js';
import { announcements, policies, type SamplePolicy } from './notices.data.js';
import { spoken } from './sample.files.js';
import { home, town } from './staff.seed.js';

/** Policies and announcements, each written by one person and published by another. */
@Injectable()
export class NoticesSeed {
  constructor(
    @Inject(Director) private readonly director: Director,
    @Inject(NoticeService) private readonly notices: NoticeService,
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async plant(): Promise<void> {
    const [writer, checker] = [await this.caller('town'), await this.caller('town-leader')];
    for (const policy of policies) await this.publish(writer, checker, await this.contentOf(policy, writer));
    for (const { title, officialTitle, plain, village } of announcements) {
      const content = {
        ...bare,
        kind: 'announcement' as const,
        title,
        officialTitle,
        plain,
        body: plain,
        area: village ? home : town,
      };
      await this.publish(writer, checker, content);
    }
    await this.draft(writer);
  }

  private async contentOf({ audio, number, ...policy }: SamplePolicy, writer: Caller) {
    const id = newId();
    const { bytes, seconds } = await spoken(audio);
    await this.files.put(bytes, { id, kind: 'voice', seconds, by: writer.personId });
    const today = dayOf(this.clock.iso());
    return {
      ...policy,
      kind: 'policy' as const,
      needs: [...policy.needs],
      steps: [...policy.steps],
      questions: [...policy.questions],
      audio: id,
      contact: { name: '周敏', role: '镇上管医保的', phone: '13800006620', hours: '周一到周五，9点到17点' },
      document: { name: policy.officialTitle, number, issuer: '演示区' },
      effectiveFrom: today,
      effectiveTo: addDays(today, 120),
      area: town,
    };
  }

  private async publish(
    writer: Caller,
    checker: Caller,
    content:
      | Awaited<ReturnType<NoticesSeed['contentOf']>>
      | (typeof bare & { kind: 'announcement'; title: string; area: string }),
  ): Promise<void> {
    const id = newId();
    const written = await this.notices.write(writer, { id, requestId: newId(), version: 0, ...content });
    const sent = await this.notices.submit(writer, {
      id,
      requestId: newId(),
      version: written.version,
      checker: checker.personId,
    });
    await this.notices.publish(checker, { id, requestId: newId(), version: sent.version });
  }

  // One is still being written, so that the pages of writing are not empty.
  private async draft(writer: Caller): Promise<void> {
    const [first] = policies;
    if (!first) return;
    const content = await this.contentOf(first, writer);
    await this.notices.write(writer, {
      id: newId(),
      requestId: newId(),
      version: 0,
      ...content,
      title: '冬天取暖，困难的可以申请',
      audio: null,
    });
  }

  private async caller(persona: Persona): Promise<Caller> {
    const person = await this.people.personaOf(persona);
    if (!person) throw new Error(`nobody plays ${persona}`);
    return this.director.caller(person);
  }
}

const bare = {
  officialTitle: '',
  plain: '',
  body: '',
  needs: [],
  steps: [],
  questions: [],
  audio: null,
  contact: null,
  document: null,
  effectiveFrom: null,
  effectiveTo: null,
};
