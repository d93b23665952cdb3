import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { AreaService } from '../area/area.service.js';
import { RosterService } from '../identity/roster.service.js';
import type { Reader } from '../platform/tx.js';

/** A number that anybody may dial. */
export interface OfficePhone {
  readonly name: string;
  readonly phone: string;
}

/** The telephones of offices that a notice shows: of the village, and of the town, which does not go through the village. */
@Injectable()
export class Offices {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'facts'>,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
  ) {}

  async phonesOf(
    { village, town }: { village: string | null; town: string | null },
    db?: Reader,
  ): Promise<OfficePhone[]> {
    const ofTown =
      town === null ? [] : [{ name: this.areas.nameOf(town), phone: this.config.facts.dutyPhone }];
    if (village === null) return ofTown;
    const secretaries = await this.roster.holding(village, ['villageSecretary'], db);
    const phone = secretaries.find((secretary) => secretary.phone !== null)?.phone ?? null;
    return phone === null ? ofTown : [{ name: this.areas.nameOf(village), phone }, ...ofTown];
  }
}
