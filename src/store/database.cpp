// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "base/logging.h"
#include "base/outofspace.h"
#include "bridge/passphrasebox.h"

#include <QFile>

#include <bridge/sqlite3.h>

// SQLCipher's own call; sqlite3.h names it only where SQLITE_HAS_CODEC is defined.
extern "C" int sqlite3_key(sqlite3 *db, const void *key, int size);

namespace linnet {

namespace {

constexpr int keySize = 32;
constexpr int idleCache = 2048;

Error errorOf(sqlite3 *handle, int code)
{
    const QString text = QString::fromUtf8(sqlite3_errstr(code));
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Error::of(Error::Kind::DiskFull, text);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return Error::of(Error::Kind::Corrupt, text);
    case SQLITE_INTERRUPT:
        return Error::of(Error::Kind::Cancelled, text);
    case SQLITE_IOERR:
        if (handle && isOutOfSpace(sqlite3_system_errno(handle)))
            return Error::of(Error::Kind::DiskFull, text);
        break;
    default:
        break;
    }
    return Error::of(Error::Kind::Storage, text);
}

/// SQLite would make the file by the umask, readable for others; its log files take the same permissions.
Status makeFile(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return Done{};
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error::of(Error::Kind::Storage, file.errorString());
    return Done{};
}

}

Result<std::unique_ptr<Database>> Database::open(const QString &path, const QByteArray &key, Mode mode)
{
    if (key.size() != keySize)
        return Error::of(Error::Kind::Corrupt, QStringLiteral("The key has the wrong size"));
    if (mode == Mode::ReadWrite) {
        const Status made = makeFile(path);
        if (!made.isOk())
            return made.error();
    }
    sqlite3 *handle = nullptr;
    const int access = mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle,
                                     access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    if (!handle)
        return Error::of(Error::Kind::Storage);
    std::unique_ptr<Database> database(new Database(handle));
    if (code != SQLITE_OK)
        return errorOf(handle, code);
    if (const Status unlocked = database->unlock(key); !unlocked.isOk())
        return unlocked.error();
    if (const Status configured = database->configure(mode); !configured.isOk())
        return configured.error();
    return database;
}

Database::~Database()
{
    for (const auto &[sql, cached] : m_cache)
        sqlite3_finalize(cached->statement);
    sqlite3_close(m_handle);
}

Status Database::unlock(const QByteArray &key)
{
    // SQLCipher writes "hmac check failed" to the standard error for a wrong key; the caller says it better.
    script("PRAGMA cipher_log_level = NONE");
    QByteArray literal = QByteArrayLiteral("x'") + key.toHex() + QByteArrayLiteral("'");
    const int code = sqlite3_key(m_handle, literal.constData(), int(literal.size()));
    wipe(literal);
    if (code != SQLITE_OK)
        return errorOf(m_handle, code);
    // Pinned, so that a later SQLCipher with other defaults still reads the file.
    script("PRAGMA cipher_compatibility = 4");
    // The key is only looked at with the first page.
    query("SELECT count(*) FROM sqlite_master").run();
    if (auto error = takeError())
        return *error;
    return Done{};
}

Status Database::configure(Mode mode)
{
    script("PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON");
    if (mode == Mode::ReadWrite) {
        // The worker checkpoints when it has nothing else to do, not in the middle of a commit.
        script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0;"
               "PRAGMA journal_size_limit = 16777216");
        sqlite3_wal_hook(
            m_handle,
            [](void *self, sqlite3 *, const char *, int pages) {
                static_cast<Database *>(self)->m_walPages = pages;
                return SQLITE_OK;
            },
            this);
    } else {
        script("PRAGMA query_only = ON");
    }
    setCacheSize(idleCache);
    if (auto error = takeError())
        return *error;
    return Done{};
}

Statement Database::prepare(std::string_view sql)
{
    if (const auto found = m_cache.find(sql); found != m_cache.end() && !found->second->isBusy)
        return Statement(*this, found->second->statement, &found->second->isBusy);

    sqlite3_stmt *statement = nullptr;
    if (!hasError()) {
        const int code = sqlite3_prepare_v3(m_handle, sql.data(), int(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                            &statement, nullptr);
        if (code != SQLITE_OK)
            fail(code);
    }
    // In use further up the stack: this one lives and dies with its user.
    if (!statement || m_cache.contains(sql))
        return Statement(*this, statement, nullptr);
    auto cached = std::make_unique<Cached>();
    cached->statement = statement;
    bool *isBusy = &cached->isBusy;
    // The statement keeps a copy of its text, which lives as long as the entry.
    m_cache.emplace(std::string_view(sqlite3_sql(statement)), std::move(cached));
    return Statement(*this, statement, isBusy);
}

void Database::script(const char *sql)
{
    if (hasError())
        return;
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code);
}

int Database::changes() const
{
    return sqlite3_changes(m_handle);
}

qint64 Database::lastInsertRow() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

bool Database::isInTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

std::optional<Error> Database::takeError()
{
    return std::exchange(m_error, std::nullopt);
}

void Database::fail(int code)
{
    if (m_error)
        return;
    m_error = errorOf(m_handle, code);
    if (code == SQLITE_INTERRUPT)
        return;
    qCWarning(lcStore) << "the database says" << sqlite3_errstr(code) << code;
}

void Database::interrupt()
{
    sqlite3_interrupt(m_handle);
}

void Database::setCacheSize(int kibibytes)
{
    const QByteArray sql = "PRAGMA cache_size = -" + QByteArray::number(kibibytes);
    script(sql.constData());
    sqlite3_db_release_memory(m_handle);
}

void Database::checkpoint()
{
    // Not through fail(): a checkpoint that cannot finish now, as on a full disk, is made up for. The next
    // commit says again how long the log is; until then there is nothing to try it for.
    m_walPages = 0;
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}
