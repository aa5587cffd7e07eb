/** Stands where the image loader would have a decoder. */
export default function noCodec(): never {
  throw new Error('Frames are asked for uncompressed; there is no decoder on this page');
}
