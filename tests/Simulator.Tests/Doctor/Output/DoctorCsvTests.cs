using ScaleSim.Simulator.Doctor.Output;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

public sealed class DoctorCsvTests
{
    [Fact]
    public void Write_HasALinePerCheck_QuotedWhereNeeded()
    {
        const string Fix = "As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w kernel.pid_max=4194304";
        const string Link = "https://example.org/limits";
        const string Undo = "Added. To undo:\nip route del unreachable 198.18.0.0/15";
        const string Reason = "Threads and processes share one number range; when it is used up, nothing starts.";
        const string Expected = $""""
            name,status,message,reason,fix,link,repair
            engine,ok,"Docker Engine 28.5.2, API 1.51",,,,
            pids,failed,"13,303 threads are needed; 800 of kernel.pid_max 1,000 are free.","{Reason}","{Fix}",{Link},
            conntrack,notChecked,/proc/sys/net/netfilter/nf_conntrack_max can't be read here.,,,,
            guard-route,ok,Strays for 198.18.0.0/15 end [here].,,,,"{Undo}"

            """";
        using StringWriter writer = new();

        DoctorCsv.Write(DoctorReports.Mixed, writer);

        Assert.Equal(Expected, writer.ToString());
    }
}
