import { Controller, Inject } from '@nestjs/common';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { householdApi, type HouseholdView } from '@songtao/shared/api/registry.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { CardService } from './card.service.js';

type Api = typeof householdApi;

@Controller()
export class HouseholdController {
  constructor(@Inject(CardService) private readonly cards: CardService) {}

  @Handles(householdApi.mine)
  mine(@Who() caller: Caller): Promise<OutputOf<Api['mine']>> {
    return this.cards.mine(caller);
  }

  @Handles(householdApi.search)
  search(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['search']>,
  ): Promise<OutputOf<Api['search']>> {
    return this.cards.search(caller, input);
  }

  @Handles(householdApi.get)
  open(@Who() caller: Caller, @Input() { id }: ParsedInputOf<Api['get']>): Promise<HouseholdView> {
    return this.cards.open(caller, id);
  }

  @Handles(householdApi.reveal)
  reveal(
    @Who() caller: Caller,
    @Input() input: ParsedInputOf<Api['reveal']>,
  ): Promise<OutputOf<Api['reveal']>> {
    return this.cards.reveal(caller, input);
  }

  @Handles(householdApi.confirm)
  confirm(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['confirm']>): Promise<HouseholdView> {
    return this.cards.confirm(caller, input);
  }
}
