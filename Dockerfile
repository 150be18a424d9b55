# One image for every process: web, worker and clock. The page is built once, here.
FROM python:3.13-slim-bookworm AS made
WORKDIR /meanwhile
COPY meanwhile requirements.lock ./
COPY app/__init__.py app/__init__.py
# The launcher's own installation, so that an image holds what a checkout would.
RUN python -m venv .venv \
    && .venv/bin/python -m pip install -qq --no-input --no-deps --require-hashes -r requirements.lock \
    && cp requirements.lock .venv/.installed-requirements.lock
COPY . .
RUN ./meanwhile build && rm -rf .meanwhile .web/node_modules

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /meanwhile --shell /usr/sbin/nologin meanwhile \
    && install -d -o meanwhile -g meanwhile -m 700 /data
WORKDIR /meanwhile
COPY --from=made --chown=root:root /meanwhile /meanwhile
ENV STUDIO_DATA_DIR=/data \
    STUDIO_HOST=0.0.0.0 \
    STUDIO_LOG_FORMAT=json \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
USER meanwhile
VOLUME /data
EXPOSE 3000
# The launcher becomes the process, so signals reach it and nothing stands between.
ENTRYPOINT ["./meanwhile"]
CMD ["web"]
