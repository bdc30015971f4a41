#include "engine/formats/python_text.h"

#include <QTest>

#include "engine/formats/python_module.h"
#include "tests/network/graph_fixtures.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstPythonText : public QObject
{
    Q_OBJECT

private slots:
    void stringsAreEscaped();
    void numbersReadBack();
    void longLinesBreak();
    void attributes();
    void smallModule();
    void keptValues();
    void modulesAreRefused();
};

void TstPythonText::stringsAreEscaped()
{
    QCOMPARE(pythonString("a\"b\\c"), std::string(R"("a\"b\\c")"));
    QCOMPARE(pythonString("K\xc3\xa4se\n"), std::string("\"K\xc3\xa4se\\x0a\""));
    QCOMPARE(pythonString("\xff"), std::string("\"\\udcff\""));                      // a byte that is no text
    QCOMPARE(pythonString("\xe2\x80\xae"), std::string("\"\\u202e\""));              // turns the direction of writing
    QCOMPARE(pythonString("\xf3\xa0\x81\x81"), std::string("\"\\U000e0041\""));      // an invisible letter
    QCOMPARE(pythonString("\xf0\x9f\x90\xb1"), std::string("\"\xf0\x9f\x90\xb1\"")); // a cat
    QCOMPARE(pythonString("\"\"\"\nimport os"), std::string("\"\\\"\\\"\\\"\\x0aimport os\""));
}

void TstPythonText::numbersReadBack()
{
    QCOMPARE(pythonNumber(1), std::string("1.0"));
    QCOMPARE(pythonNumber(1e-5), std::string("1e-05"));
    QCOMPARE(pythonNumber(1.0 / 3), std::string("0.3333333333333333"));
    QCOMPARE(pythonNumber(-0.5), std::string("-0.5"));
}

void TstPythonText::longLinesBreak()
{
    QCOMPARE(pythonLine(4, "a(b)"), std::string("    a(b)\n"));
    const std::string arguments(75, 'x');
    QCOMPARE(pythonLine(4, "f()(" + arguments + ")"), "    f()(\n        " + arguments + ")\n");
    QCOMPARE(pythonStrings("N", {"a", "b"}), std::string("N = [\n    \"a\",\n    \"b\",\n]\n"));
    QCOMPARE(pythonStrings("N", {std::string(80, 'w')}),
             "N = [\n    (\"" + std::string(71, 'w') + "\"\n     \"" + std::string(9, 'w') + "\"),\n]\n");
}

void TstPythonText::attributes()
{
    for (const char* name : {"conv1", "fc", "layer_2", "A"}) {
        QVERIFY2(isPlainAttribute(name), name);
    }
    for (const char* name : {"", "1", "1a", "class", "None", "forward", "train", "_x", "__init__", "mean", "a b"}) {
        QVERIFY2(!isPlainAttribute(name), name);
    }
}

void TstPythonText::smallModule()
{
    PortableModel model;
    model.network = tinyGraph();
    model.classNames = {"a", "b", "c"};
    model.rejectThreshold = 0.5;
    const Result<std::string> text = pythonModule(model);
    QVERIFY(text.hasValue());
    QVERIFY(text->find(R"(        self.conv = nn.Conv2d(1, 2, 3, padding=1)
        self.norm = nn.BatchNorm2d(2)
        self.linear = nn.Linear(8, 3)

    def forward(self, pixels):
        x = (pixels.to(self.mean.dtype) / 255 - self.mean) / self.deviation
        x = self.conv(x)
        x = self.norm(x)
        x = F.relu(x)
        x = F.max_pool2d(x, 2)
        x = torch.flatten(x, 1)
        return self.linear(x)
)") != std::string::npos);
    QVERIFY(text->find("THRESHOLD = 0.5") != std::string::npos);
    QVERIFY(text->find("MEAN = [0.0]") != std::string::npos);
    QVERIFY(text->find("/work") == std::string::npos && text->find("/home") == std::string::npos);
}

void TstPythonText::keptValues()
{
    const Result<LayerGraph> graph = buildNetwork("resnet-20", requestFor(16));
    PortableModel model;
    model.network = *graph;
    model.classNames.assign(10, "c");
    const Result<std::string> text = pythonModule(model);
    QVERIFY(text.hasValue());
    QVERIFY(text->find(R"(        kept2 = self.layer2["0"].bn2(x)
        x = self.layer2["0"].downsample["0"](kept)
        x = self.layer2["0"].downsample["1"](x)
        x = kept2 + x
        kept = F.relu(x)
)") != std::string::npos);
    QVERIFY(text->find("kept3") == std::string::npos);
}

void TstPythonText::modulesAreRefused()
{
    PortableModel model;
    model.network = tinyGraph();
    model.classNames = {"a", "b"};
    QCOMPARE(pythonModule(model).error().code, ErrorCode::FormatInvalid);
    model.network.nodes.pop_back();
    model.network.nodes.pop_back();
    QCOMPARE(pythonModule(model).error().code, ErrorCode::GraphInvalid);
}

SACCADE_TEST(tst_python_text, TstPythonText)
#include "tst_python_text.moc"
