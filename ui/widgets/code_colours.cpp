#include "ui/widgets/code_colours.h"

#include <QRegularExpression>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

const QRegularExpression& wordsOf(CodeColours::Language language)
{
    static const QRegularExpression python(
        QStringLiteral("\\b(import|from|as|def|if|else|return|with|for|in|print|int)\\b"));
    static const QRegularExpression cpp(
        QStringLiteral("^#include\\b|\\b(int|auto|const|return|for|if|true|false|std|cv)\\b"));
    static const QRegularExpression shell(QStringLiteral("^(curl|saccade-cli)\\b"));
    switch (language) {
    case CodeColours::Language::Python: return python;
    case CodeColours::Language::Cpp: return cpp;
    case CodeColours::Language::Shell: return shell;
    }
    return python;
}

/// A string, or a comment to the end of the line; whichever begins first has what is in it.
const QRegularExpression& stretchesOf(CodeColours::Language language)
{
    static const QRegularExpression hash(
        QStringLiteral("(?<string>\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*')|(?<comment>#.*$)"));
    static const QRegularExpression slashes(
        QStringLiteral("(?<string>\"(?:\\\\.|[^\"\\\\])*\"|<[\\w/.]+>|'(?:\\\\.|[^'\\\\])*')|(?<comment>//.*$)"));
    return language == CodeColours::Language::Cpp ? slashes : hash;
}

} // namespace

CodeColours::CodeColours(QTextDocument* document) : QSyntaxHighlighter(document)
{
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, &QSyntaxHighlighter::rehighlight);
}

void CodeColours::setLanguage(Language language)
{
    if (language != m_language) {
        m_language = language;
        rehighlight();
    }
}

void CodeColours::highlightBlock(const QString& text)
{
    for (QRegularExpressionMatchIterator found = wordsOf(m_language).globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                  theme().accentText);
    }
    for (QRegularExpressionMatchIterator found = stretchesOf(m_language).globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const bool isComment = match.capturedLength(QStringLiteral("comment")) > 0;
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                  isComment ? theme().text2 : theme().good);
    }
}

} // namespace saccade
