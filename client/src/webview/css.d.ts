/** The bundler puts a page's style beside its script. */
declare module "*.css";
