/** Python files are bundled as their text. */
declare module "*.py" {
  const source: string;
  export default source;
}
