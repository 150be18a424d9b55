# ruff: noqa: E501 -- rows as long as they are
"""A little of everything, as rows."""

from sqlalchemy import Connection, text


def fill(connection: Connection) -> None:
    """One person with one finished song, as the first migration knows them."""
    for statement in _ROWS:
        connection.execute(text(statement))


_ROWS = (
    "INSERT INTO people (id, kind) VALUES ('person_1', 'guest')",
    """INSERT INTO jobs (id, person_id, medium, title, provider, model, params, search, status,
       price, task_count, completed_count, failed_count, cancelled_count, created_at, ended_at)
       VALUES ('job_1', 'person_1', 'song', 'Rain', 'sketch_song', 'sketch', '{}', 'rain',
       'completed', 1, 1, 1, 0, 0, now(), now())""",
    """INSERT INTO tasks (id, job_id, person_id, tier, index, provider, model, title, params, seed,
       size, price, state, fence, crashes, attempt, due_at, poll_errors, created_at, ended_at)
       VALUES ('task_1', 'job_1', 'person_1', 'free', 0, 'sketch_song', 'sketch', 'Rain', '{}', 1,
       60, 1, 'completed', 1, 0, 1, now(), 0, now(), now())""",
    """INSERT INTO events (job_id, task_id, kind, data)
       VALUES ('job_1', 'task_1', 'completed', '{}')""",
    """INSERT INTO assets (id, root_id, leads, job_id, task_id, person_id, medium, name, key,
       content_type, size, sha256, meta, is_main, favourite, created_at)
       VALUES ('asset_1', 'job_1', true, 'job_1', 'task_1', 'person_1', 'song', 'song.mp3', 'music/a.mp3',
       'audio/mpeg', 1, 'x', '{}', true, false, now())""",
    "INSERT INTO renditions (asset_id, format, key) VALUES ('asset_1', 'wav', 'formats/a.wav')",
    "INSERT INTO accounts (id, available, held) VALUES ('person_1', 99, 0)",
    """INSERT INTO transfers (id, person_id, kind, amount, reason, created_at)
       VALUES ('transfer_1', 'person_1', 'grant', 99, 'welcome', now())""",
    """INSERT INTO entries (transfer_id, account_id, bucket, amount)
       VALUES ('transfer_1', 'person_1', 'available', 99),
              ('transfer_1', 'studio', 'available', -99)""",
    """INSERT INTO webhooks (id, person_id, url, events, secret)
       VALUES ('hook_1', 'person_1', 'https://example.com', '{job.completed}', 'sealed')""",
    """INSERT INTO deliveries (id, channel, person_id, target, topic, payload)
       VALUES ('delivery_1', 'webhook', 'person_1', 'hook_1', 'job.completed', '{}')""",
    "INSERT INTO playlists (id, person_id, title) VALUES ('playlist_1', 'person_1', 'Evening')",
    """INSERT INTO playlist_items (playlist_id, asset_id, position)
       VALUES ('playlist_1', 'asset_1', 0)""",
    """INSERT INTO shares (id, person_id, kind, target_id, token, options)
       VALUES ('share_1', 'person_1', 'song', 'asset_1', 'abcdefghijklmnopqrstuvwx', '{}')""",
    "INSERT INTO people (id, kind) VALUES ('person_2', 'external')",
    """INSERT INTO identities (issuer, subject, person_id)
       VALUES ('https://issuer.example', 'user_1', 'person_2')""",
    """INSERT INTO tokens (id, person_id, name, start, token_hash, scopes)
       VALUES ('token_1', 'person_2', 'A program', 'mw_1', repeat('0', 64), '{read}')""",
    "INSERT INTO received (sender, message_id) VALUES ('https://issuer.example', 'msg_1')",
    """INSERT INTO journeys (id, person_id, title, authors, subjects, search, status, music_on, voice,
       lyrics, length_s, next_n, created_at, updated_at)
       VALUES ('journey_1', 'person_1', 'Demian', '["Hermann Hesse"]', '[]', 'demian', 'reading', true,
       'instrumental', '', 120, 1, now(), now())""",
    """INSERT INTO reading_logs (id, journey_id, n, version, kind, thoughts, quote, quote_shared, moods,
       music_on, created_at, updated_at)
       VALUES ('log_1', 'journey_1', 0, 'v0', 'start', '', '', false, '[]', true, now(), now())""",
    """INSERT INTO music_tracks (id, log_id, job_id, root_id, prompt, genre, mood, tempo, instruments,
       sung, language, why, edited, created_at, updated_at)
       VALUES ('track_1', 'log_1', 'job_1', 'job_1', 'a beginning', 'folk', 'calm', 80, '[]', false,
       'en', '[]', false, now(), now())""",
    """INSERT INTO notices (id, person_id, kind, topic, subject, job_id, facts)
       VALUES ('notice_1', 'person_1', 'song', 'job.completed', 'job_1', 'job_1', '{"title": "Rain"}')""",
    "INSERT INTO manners (person_id, push, email) VALUES ('person_1', '{song}', '{}')",
    """INSERT INTO mailboxes (person_id, address) VALUES ('person_1', 'ann@example.com')""",
    """INSERT INTO devices (id, person_id, kind, address) VALUES ('device_1', 'person_1', 'fcm', 'a token')""",
    """INSERT INTO deliveries (id, channel, person_id, target, topic, payload, gathers)
       VALUES ('delivery_2', 'push', 'person_1', 'device_1', 'notices', '{}', true)""",
    """INSERT INTO prepared_pieces (job_id, journey_id, state, price, plan, created_at)
       VALUES ('job_1', 'journey_1', 'waiting', 3, '{}', now())""",
    """INSERT INTO uploads (id, person_id, name, folder, total, received, state, key)
       VALUES ('upload_1', 'person_1', 'a.jpg', 'uploads/upload_1_0', 9, 9, 'ready', 'uploads/a.jpg')""",
    "INSERT INTO upload_uses (upload_id, job_id) VALUES ('upload_1', 'job_1')",
    """INSERT INTO albums (id, person_id, kind, title)
       VALUES ('album_1', 'person_1', 'wedding', 'Us')""",
    """INSERT INTO album_photos (id, album_id, upload_id, role, position)
       VALUES ('photo_1', 'album_1', 'upload_1', 'bride', 0)""",
    "INSERT INTO album_jobs (job_id, album_id) VALUES ('job_1', 'album_1')",
    """INSERT INTO audit (who, act, target, data, before, after)
       VALUES ('person_1', 'job.open', 'job_1', '{}', '{}', '{}')""",
    """INSERT INTO lost_orders (id, provider, order_id, remote_id, model, state, made_at, task_id, known_by,
       found_at, seen_at)
       VALUES ('lost_1', 'meshy', 'a', 'image:latest:a', '', 'made', now(), 'task_1', 'order', now(), now())""",
    """INSERT INTO comparisons (provider, at, since, listed, lists, cut)
       VALUES ('meshy', now(), now(), 1, true, false)""",
    """INSERT INTO tallies (hour, provider, state, code, n, credits, waiting_s, making_s, begun)
       VALUES (date_trunc('hour', now()), 'sketch_song', 'completed', '', 1, 1, 1, 1, 1)""",
    "INSERT INTO reported_pictures (task_id) VALUES ('task_1')",
)
