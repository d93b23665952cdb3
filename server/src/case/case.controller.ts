import { Controller, Inject } from '@nestjs/common';
import { caseApi } from '@songtao/shared/api/case.js';
import type { CaseView } from '@songtao/shared/api/case.js';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import type { Caller } from '../platform/caller.js';
import { Handles, Input, Who } from '../platform/handles.js';
import { CaseFiling } from './case.filing.js';
import { CasePages } from './case.pages.js';
import { CaseService } from './case.service.js';

type Api = typeof caseApi;

@Controller()
export class CaseController {
  constructor(
    @Inject(CaseFiling) private readonly filing: CaseFiling,
    @Inject(CaseService) private readonly cases: CaseService,
    @Inject(CasePages) private readonly pages: CasePages,
  ) {}

  @Handles(caseApi.create)
  create(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['create']>): Promise<Receipt> {
    return this.filing.file(caller, input);
  }

  @Handles(caseApi.act)
  act(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['act']>): Promise<CaseView> {
    return this.cases.act(caller, input);
  }

  @Handles(caseApi.batch)
  batch(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['batch']>): Promise<OutputOf<Api['batch']>> {
    return this.cases.batch(caller, input);
  }

  @Handles(caseApi.join)
  join(@Who() caller: Caller, @Input() input: ParsedInputOf<Api['join']>): Promise<CaseView> {
    return this.cases.join(caller, input);
  }

  @Handles(caseApi.get)
  get(@Who() { scope }: Caller, @Input() { id }: ParsedInputOf<Api['get']>): Promise<CaseView> {
    return this.pages.get(scope, id);
  }

  @Handles(caseApi.list)
  list(@Who() { scope }: Caller, @Input() input: ParsedInputOf<Api['list']>): Promise<OutputOf<Api['list']>> {
    return this.pages.list(scope, input);
  }

  @Handles(caseApi.search)
  search(
    @Who() { scope }: Caller,
    @Input() input: ParsedInputOf<Api['search']>,
  ): Promise<OutputOf<Api['search']>> {
    return this.pages.list(scope, input);
  }

  @Handles(caseApi.today)
  today(@Who() { scope }: Caller): Promise<OutputOf<Api['today']>> {
    return this.pages.today(scope);
  }

  @Handles(caseApi.colleagues)
  colleagues(
    @Who() { scope }: Caller,
    @Input() { id }: ParsedInputOf<Api['colleagues']>,
  ): Promise<OutputOf<Api['colleagues']>> {
    return this.pages.colleagues(scope, id);
  }
}
