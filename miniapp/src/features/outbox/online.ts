export { useOnline } from '../../platform/network';
