import { Inject, Injectable } from '@nestjs/common';
import { mayLoad, type Scope } from '@songtao/shared/access/scope.js';
import type { ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { caseApi } from '@songtao/shared/api/case.js';
import { countyOf } from '@songtao/shared/area/area.js';
import { AreaService } from '../area/area.service.js';
import type { CasePlace } from '../identity/route.model.js';
import { HouseholdService } from '../household/household.service.js';
import { RosterService } from '../identity/roster.service.js';
import { AppError } from '../platform/errors.js';

type PersonScope = Extract<Scope, { kind: 'person' }>;
type Filing = ParsedInputOf<typeof caseApi.create>;

/** Whose matter a case is, and where that is. */
export interface Subject {
  readonly county: string;
  readonly town: string;
  readonly village: string;
  readonly grid: string | null;
  readonly household: string | null;
  readonly group: number | null;
  readonly name: string;
  readonly phone: string | null;
  /** Accounts that stand for it. */
  readonly people: readonly string[];
  /** Those of them that a cadre who knows them has confirmed; any other one speaks for its own report only. */
  readonly confirmed: readonly string[];
}

/** Finds whose matter it is: the reporter's own household, a household within reach, or somebody who is named. */
@Injectable()
export class CaseSubjects {
  constructor(
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(HouseholdService) private readonly households: HouseholdService,
    @Inject(RosterService) private readonly roster: RosterService,
  ) {}

  async of({ person, village, grants }: PersonScope, { subject, about }: Filing): Promise<Subject> {
    if (subject?.household)
      return this.withinReach(
        { kind: 'person', person, village, grants, household: null },
        subject.household,
      );
    if (subject?.name) return this.named(village, subject);
    const own = await this.households.ofPerson(person);
    // Who objects to a notice speaks about others: that case has a reporter and no subject, and is told to nobody else at home.
    if (own && about?.notice) return { ...(await this.household(own.id, [])), people: [], confirmed: [] };
    if (own) return this.household(own.id, [person]);
    const name = (await this.roster.people([person])).get(person)?.name ?? '';
    const place = await this.place(subject?.village ?? village, subject?.group ?? null);
    return {
      ...place,
      group: subject?.group ?? null,
      name,
      phone: null,
      people: about?.notice ? [] : [person],
      confirmed: [],
    };
  }

  // Whom one may not look up one may still name; so a household by id is for those whose reach covers it.
  private async withinReach(scope: Scope, id: string): Promise<Subject> {
    const subject = await this.household(id, []);
    if (!mayLoad(scope, { ...subject, line: null, floor: 'village', reached: 'county' }, false))
      throw new AppError('notFound');
    return subject;
  }

  private async household(id: string, people: readonly string[]): Promise<Subject> {
    const [place, headlines, own] = await Promise.all([
      this.households.placeOf(id),
      this.households.headline([id]),
      this.households.subjectPersonOf(id),
    ]);
    const headline = headlines.get(id);
    if (!place || !headline) throw new AppError('notFound');
    return {
      ...place,
      group: headline.group,
      name: headline.head,
      phone: null,
      people: [...new Set([...people, ...own])],
      confirmed: own,
    };
  }

  // A neighbour who names somebody of the registry means that household: its live case is then the one that is joined.
  private async named(
    own: string | null,
    { name = '', village, group, phone }: NonNullable<Filing['subject']>,
  ): Promise<Subject> {
    const place = await this.place(village ?? own, group ?? null);
    const known = await this.households.named(place.village, name, group ?? null);
    if (known) return { ...(await this.household(known, [])), phone: phone ?? null };
    return { ...place, group: group ?? null, name, phone: phone ?? null, people: [], confirmed: [] };
  }

  // 说不清: the town's duty takes it.
  private async place(village: string | null, group: number | null): Promise<CasePlace> {
    if (village !== null && this.areas.isKnown(village))
      return this.households.placeOfVillage(village, group);
    const { code } = this.areas.town();
    return { county: countyOf(code), town: code, village: '', grid: null, household: null };
  }
}
