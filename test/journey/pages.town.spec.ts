import { caseAt, toursOf } from './pages.js';

toursOf(['town', 'town-leader', 'county', 'line', 'admin'], {
  town: async (stage) => [`/staff/case/materials?id=${await caseAt(stage, 'town', 'reviewing')}`],
});
