// Taro's templates for WeChat pass on no aria attribute that is not named here.
const attributes = [
  'aria-role',
  'aria-label',
  'aria-hidden',
  'aria-live',
  'aria-modal',
  'aria-checked',
  'aria-pressed',
  'aria-selected',
  'aria-disabled',
  'aria-expanded',
  'aria-level',
  'aria-required',
  'aria-invalid',
  'aria-valuenow',
];

const components = [
  'View',
  'Text',
  'Image',
  'Button',
  'Input',
  'Textarea',
  'ScrollView',
  'Picker',
  'Switch',
  'Slider',
  'Label',
];

exports.spoken = Object.fromEntries(
  components.map((name) => [name, Object.fromEntries(attributes.map((attribute) => [attribute, '']))]),
);
