#pragma once

#include <QSyntaxHighlighter>

namespace saccade {

/// Keywords, strings and comments of Python, C++ or a shell in the theme's colours. UI thread.
class CodeColours final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    enum class Language
    {
        Python,
        Cpp,
        Shell
    };

    explicit CodeColours(QTextDocument* document);

    void setLanguage(Language language);

protected:
    void highlightBlock(const QString& text) override;

private:
    Language m_language = Language::Python;
};

} // namespace saccade
