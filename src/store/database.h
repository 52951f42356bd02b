// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/statement.h"

#include <memory>
#include <string_view>
#include <unordered_map>

struct sqlite3;

namespace linnet {

/// One connection to an encrypted database file (SQLCipher 4, WAL). Opened and used on one thread; closed by
/// its destructor.
///
/// Statements do not return errors one by one: the first failure is kept, everything after it does nothing,
/// and whoever ends the work asks takeError() (Transaction::commit() does). So no failure is lost and none
/// clutters the queries. Error texts name SQLite's result, never a value or a statement.
class Database
{
public:
    enum class Mode { ReadWrite, ReadOnly };

    /// Opens `path` with a raw key of 32 bytes; ReadWrite makes the file, readable for the person only.
    /// Errors: Corrupt (damaged, no database, or another key), DiskFull, Storage.
    static Result<std::unique_ptr<Database>> open(const QString &path, const QByteArray &key, Mode mode);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// A statement with its parameters bound. `sql` is cached by its text, so it should be a literal.
    template <typename... Args>
    Statement query(std::string_view sql, const Args &...args)
    {
        Statement statement = prepare(sql);
        if (!hasError()) {
            int index = 0;
            (statement.bind(++index, args), ...);
        }
        return statement;
    }
    /// Carries out a statement whose rows do not matter.
    template <typename... Args>
    void run(std::string_view sql, const Args &...args)
    {
        query(sql, args...).run();
    }
    /// Several statements at once, without parameters.
    void script(const char *sql);

    int changes() const;          ///< rows that the last statement changed
    qint64 lastInsertRow() const; ///< the key of the row that was inserted last
    bool isInTransaction() const;
    bool hasError() const { return m_error.has_value(); }
    /// The failure since the last call, if any; the connection works on afterwards.
    std::optional<Error> takeError();
    void fail(int code); ///< for Statement
    /// Ends the statement that is being carried out, which then fails as Cancelled. From any thread, while
    /// the connection lives.
    void interrupt();

    void setCacheSize(int kibibytes);
    int walPages() const { return m_walPages; } ///< in the log, if it grew since the last checkpoint()
    void checkpoint();

private:
    struct Cached
    {
        sqlite3_stmt *statement = nullptr;
        bool isBusy = false;
    };

    explicit Database(sqlite3 *handle) : m_handle(handle) {}
    Statement prepare(std::string_view sql);
    Status unlock(const QByteArray &key);
    Status configure(Mode mode);

    sqlite3 *m_handle;
    std::unordered_map<std::string_view, std::unique_ptr<Cached>> m_cache;
    std::optional<Error> m_error;
    int m_walPages = 0;
};

}
