/** The page to browse the API: Swagger UI, asking as who is logged in. */
const place = document.getElementById('api');
const token = () => JSON.parse(document.body.dataset.hxHeaders)['X-CSRFToken'];

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.openapi,
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  filter: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    if (!['GET', 'HEAD'].includes(request.method ?? 'GET')) request.headers['X-CSRFToken'] = token();
    return request;
  },
});
